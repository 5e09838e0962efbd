//! Flat lists of transactions that a description names.

use std::sync::Arc;

use chrono::{Months, NaiveDate};
use kabinet_extract::html::document::Document;
use kabinet_extract::statement::credit_debit::Side;
use kabinet_extract::statement::flat_list::{FlatPage, ListKind};
use kabinet_extract::table;
use kabinet_extract::table::Column;

use crate::portal::pages::links_to;
use crate::portal::session::PortalSession;
use crate::portal::session::flat_statement::FirstPage;
use crate::profile::{Holds, ListLabels};
use crate::{PortalPage, ProviderError};

impl PortalSession {
    /// Reads the first page of every described list.
    ///
    /// # Errors
    /// [`ProviderError::SiteChanged`] for a list without a link or without a table.
    pub(super) async fn described_pages(&self) -> Result<Vec<FirstPage>, ProviderError> {
        let mut pages = vec![self.account()];
        let mut found = Vec::new();
        for described in &self.labels().lists {
            let not_found = || ProviderError::not_found(PortalPage::Months, &described.link.name);
            let document = self.described_page(described, &pages).await?.ok_or_else(not_found)?;
            let side = side(described.holds);
            let list = self.flat_page(&document, side.map_or(ListKind::Both, ListKind::OneSide));
            let list = match list {
                Some(list) => list,
                None if self.shows_header(&document, side) => FlatPage::default(),
                None => return Err(not_found()),
            };
            pages.push(Arc::clone(&document));
            let covers_from = self.covers_from(described);
            found.push(FirstPage { document, side, list, is_whole: covers_from.is_none(), covers_from });
        }
        Ok(found)
    }

    /// Opens the page of a list behind a link of one of the pages; `None` if none has such a link.
    async fn described_page(
        &self,
        described: &ListLabels,
        pages: &[Arc<Document>],
    ) -> Result<Option<Arc<Document>>, ProviderError> {
        if described.link.labels.is_empty() {
            return Ok(pages.first().cloned());
        }
        let Some((request, from)) = pages.iter().flat_map(|page| links_to(page, &described.link)).next()
        else {
            return Ok(None);
        };
        self.inner(&request, &from, PortalPage::Months).await.map(Some)
    }

    /// Returns true if a page has the header of the list, under which there are no transactions.
    fn shows_header(&self, page: &Document, side: Option<Side>) -> bool {
        let columns = &self.labels().statement.transactions;
        let amounts = match side {
            Some(_) => vec![&columns.amount.single],
            None => vec![&columns.amount.single, &columns.amount.credit, &columns.amount.debit],
        };
        let all = [&columns.date, &columns.description].into_iter().chain(amounts);
        let named: Vec<&Column> = all.filter(|column| !column.synonyms().is_empty()).collect();
        table::missing(page, &named).is_empty()
    }

    fn covers_from(&self, described: &ListLabels) -> Option<NaiveDate> {
        self.today.checked_sub_months(Months::new(described.covers_months?))
    }
}

fn side(holds: Holds) -> Option<Side> {
    match holds {
        Holds::Both => None,
        Holds::Payments => Some(Side::Credit),
        Holds::Charges => Some(Side::Debit),
    }
}
