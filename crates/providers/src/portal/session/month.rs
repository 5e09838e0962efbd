//! The transactions of one month, over all its pages.

use kabinet_domain::{MonthTotals, Transaction};
use kabinet_extract::error::Missing;
use kabinet_extract::html::document::Document;
use kabinet_extract::navigation::pagination;
use kabinet_extract::navigation::pagination::Pagination;
use kabinet_extract::statement::candidate::Candidates;
use kabinet_extract::statement::month_page;
use kabinet_extract::statement::reconcile::{combine_pages, reconcile};
use kabinet_extract::{Request, Unreadable};

use crate::portal::page_kind;
use crate::portal::pages::no_entries;
use crate::portal::session::PortalSession;
use crate::{PortalPage, ProviderError};

impl PortalSession {
    /// Reads the transactions of a month over all its pages.
    pub(super) async fn month_pages(
        &self,
        request: &Request,
        totals: &MonthTotals,
    ) -> Result<Candidates, ProviderError> {
        let month = totals.month;
        let page = PortalPage::Month(month);
        let first = self.inner(request, &self.account().address, page).await?;
        let not_read = |missing| ProviderError::SiteChanged { page, missing };
        let Some(operations) = self.shown(&first, totals).map_err(not_read)? else {
            if page_kind::is_maintenance(&first, self.navigation()) {
                return Err(ProviderError::Maintenance);
            }
            return no_entries(&first, self.labels(), totals);
        };
        let mut ahead = Pagination::of(&first, false, [request.clone()]);
        let mut read = vec![operations.transactions.clone()];
        let mut whole = operations;
        while let Some(next) = ahead.next(false) {
            if ahead.is_endless() {
                return Err(ProviderError::Unreadable { page, why: Unreadable::Endless });
            }
            let further = self.inner(&next, &first.address, page).await?;
            let more = self.shown(&further, totals).map_err(not_read)?.unwrap_or_default();
            let is_own = more.transactions.iter().any(|entry| month.contains(entry.date));
            if is_own && pagination::add(&mut read, more.transactions) {
                whole.skipped_rows.extend(more.skipped_rows);
                whole.other_service.extend(more.other_service);
                whole.unread_rows.extend(more.unread_rows);
                ahead.add(&further);
            }
        }
        Ok(combine_pages(&read, &whole, totals))
    }

    /// Reads the transactions that a page shows of a month.
    fn shown(&self, page: &Document, totals: &MonthTotals) -> Result<Option<Candidates>, Vec<Missing>> {
        month_page::transactions(page, &self.labels().statement.transactions, totals)
    }

    /// Checks the transactions against the totals of their month.
    pub(super) fn whole_month(
        &self,
        totals: &MonthTotals,
        operations: Candidates,
    ) -> Result<Vec<Transaction>, ProviderError> {
        let page = PortalPage::Month(totals.month);
        let whole = reconcile(operations, totals, &self.labels().statement.transactions);
        whole.map_err(|missing| ProviderError::SiteChanged { page, missing })
    }
}
