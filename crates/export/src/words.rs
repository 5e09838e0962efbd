use kabinet_domain::{Money, Month};

/// How a statement speaks to the people who read it.
pub trait Words {
    /// A word or two.
    fn say(&self, word: Word) -> String;

    /// The number of a page: «Страница 2 из 5».
    fn page(&self, number: usize, of: usize) -> String;

    /// A month: «ноябрь 2021».
    fn month(&self, month: Month) -> String;

    /// A sum: «−1 234,56 ₽».
    fn money(&self, sum: Money) -> String;

    /// The tag of the language, as BCP 47 has it.
    fn tag(&self) -> &'static str;
}

/// What a statement has words for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Word {
    /// The heading of it all.
    Statement,
    /// The account number.
    Account,
    /// From which day to which.
    Period,
    /// When it was made.
    Made,
    /// Both the months' sheet and the month's column.
    Month,
    /// The sheet of months.
    Months,
    /// The day of an operation.
    Date,
    /// The time of an operation.
    Time,
    /// What an operation was.
    Operation,
    /// The sheet of operations.
    Operations,
    /// The balance before an operation.
    Before,
    /// What an operation added.
    Amount,
    /// The balance after an operation.
    After,
    /// The balance at the beginning of a month, or of it all.
    Opening,
    /// What was paid in.
    Paid,
    /// What was charged.
    Charged,
    /// The balance at the end of a month, or of it all.
    Closing,
    /// The line of sums.
    Total,
    /// What the provider's balance differs by from its operations.
    Discrepancy,
}

impl Word {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::Statement,
        Self::Account,
        Self::Period,
        Self::Made,
        Self::Month,
        Self::Months,
        Self::Date,
        Self::Time,
        Self::Operation,
        Self::Operations,
        Self::Before,
        Self::Amount,
        Self::After,
        Self::Opening,
        Self::Paid,
        Self::Charged,
        Self::Closing,
        Self::Total,
        Self::Discrepancy,
    ];

    /// Its stable name, for a catalogue.
    pub fn id(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Account => "account",
            Self::Period => "period",
            Self::Made => "made",
            Self::Month => "month",
            Self::Months => "months",
            Self::Date => "date",
            Self::Time => "time",
            Self::Operation => "operation",
            Self::Operations => "operations",
            Self::Before => "before",
            Self::Amount => "amount",
            Self::After => "after",
            Self::Opening => "opening",
            Self::Paid => "paid",
            Self::Charged => "charged",
            Self::Closing => "closing",
            Self::Total => "total",
            Self::Discrepancy => "discrepancy",
        }
    }
}
