//! Work with a portal on a thread of its own.
//!
//! Pages are read between requests, and a hostile one may take a second. On a thread of its own this
//! holds up nobody else, and whoever stops waiting is free at once.

use std::future::Future;
use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

use kabinet_extract::Unreadable;
use kabinet_extract::effort;
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;

use crate::{PortalPage, ProviderError};

/// Work for a thread, which returns the way to hand over its result.
type Work = Box<dyn FnOnce() -> HandOver + Send>;
type HandOver = Box<dyn FnOnce()>;

/// The threads that wait for work.
static IDLE: Mutex<Vec<mpsc::Sender<Work>>> = Mutex::new(Vec::new());

/// Runs requests and the reading of their answers on a thread of its own.
///
/// The work ends soon after nobody waits for it any longer: a request at once, and the reading of a
/// page after its next few steps. `page` names the page of an error.
///
/// # Errors
/// The errors of the work, and [`Unreadable::TooCostly`] for a page that takes too much work or breaks
/// its reading off.
pub async fn run<T: Send + 'static>(
    page: PortalPage,
    work: impl Future<Output = Result<T, ProviderError>> + Send + 'static,
) -> Result<T, ProviderError> {
    let abandoned = CancellationToken::new();
    let _guard = abandoned.clone().drop_guard();
    let runtime = Handle::current();
    let (sender, receiver) = oneshot::channel();
    give(Box::new(move || {
        let flag = abandoned.clone();
        let work = move || runtime.block_on(abandoned.run_until_cancelled_owned(work));
        let done = effort::run(move || flag.is_cancelled(), work);
        Box::new(move || drop(sender.send(done)))
    }));
    match receiver.await {
        Ok(Ok(Some(done))) => done,
        Ok(Ok(None) | Err(_)) | Err(_) => Err(ProviderError::Unreadable { page, why: Unreadable::TooCostly }),
    }
}

/// Gives work to a thread that waits for some, or else to a new one.
///
/// Threads are kept: each search of a text keeps caches by the number of its thread, of which new
/// threads for each refresh would fill eight in place of one for each request at once.
fn give(work: Work) {
    let thread = idle().pop().unwrap_or_else(start);
    // A thread that waits has not ended, and takes it.
    let _ = thread.send(work);
}

/// Starts a thread, which ends only where work breaks off by a fault of the program.
fn start() -> mpsc::Sender<Work> {
    let (sender, given) = mpsc::channel::<Work>();
    let own = sender.clone();
    thread::spawn(move || {
        for work in given {
            let hand_over = work();
            idle().push(own.clone());
            hand_over();
        }
    });
    sender
}

fn idle() -> MutexGuard<'static, Vec<mpsc::Sender<Work>>> {
    IDLE.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use tokio::runtime::Runtime;
    use tokio::task;

    use super::*;

    const PAGE: PortalPage = PortalPage::Months;

    /// Tells when it is dropped.
    struct Ended(mpsc::Sender<()>);

    impl Drop for Ended {
        fn drop(&mut self) {
            let _ = self.0.send(());
        }
    }

    #[tokio::test]
    async fn reading_that_nobody_waits_for_ends_and_holds_nobody_up() {
        let (begins, begun) = oneshot::channel();
        let (ends, ended) = mpsc::channel();
        let reading = run(PAGE, async move {
            let _ended = Ended(ends);
            let _ = begins.send(());
            loop {
                effort::begin_page();
                (0..effort::MOST_STEPS / 2).for_each(|_| effort::spend(1));
            }
        });
        // The only thread of this runtime goes on while the page is read on another.
        tokio::select! {
            _ = begun => {}
            done = reading => { let _: Result<(), _> = done; panic!("it has no end") }
        }
        assert_eq!(task::spawn_blocking(move || ended.recv()).await.unwrap(), Ok(()));
    }

    #[tokio::test]
    async fn a_request_that_nobody_waits_for_ends() {
        let (begins, begun) = oneshot::channel();
        let (ends, ended) = mpsc::channel();
        let waiting = run(PAGE, async move {
            let _ended = Ended(ends);
            let _ = begins.send(());
            std::future::pending::<Result<(), ProviderError>>().await
        });
        tokio::select! {
            _ = begun => {}
            _ = waiting => panic!("it has no end"),
        }
        assert_eq!(task::spawn_blocking(move || ended.recv()).await.unwrap(), Ok(()));
    }

    #[test]
    fn threads_are_kept_for_later_work() {
        let read = || Runtime::new().unwrap().block_on(run(PAGE, async { Ok(thread::current().id()) }));
        let threads: HashSet<_> = (0..40).map(|_| read().unwrap()).collect();
        assert!(threads.len() < 8, "beside those of other tests one is enough: {threads:?}");
    }

    #[tokio::test]
    async fn a_page_that_costs_too_much_or_breaks_its_reading_off_is_unreadable() {
        let costly = run(PAGE, async {
            (0..effort::MOST_STEPS).for_each(|_| effort::spend(1));
            effort::spend(effort::MOST_STEPS);
            Ok(())
        });
        let broken = run(PAGE, async { panic!("a fault of the reading") });
        for read in [costly.await, broken.await] {
            let Err(ProviderError::Unreadable { page, why }) = read else { panic!("{read:?}") };
            assert_eq!((page, why), (PAGE, Unreadable::TooCostly));
        }
    }
}
