//! The layout of a page.

use kabinet_test_desktop::Page;

/// Asserts that nothing overflows sideways, and that every target is large enough.
pub fn assert_sound(page: &Page, screen: &str) {
    let faults = page.run(FAULTS, &[]);
    assert_eq!(faults.as_array().map(Vec::len), Some(0), "{screen}: {faults:#}");
}

/// WCAG 2.2, 2.5.8 demands targets of 24 pixels, except links within a sentence.
const FAULTS: &str = "
    const faults = [];
    const wide = (name, element) => {
        const over = element.scrollWidth - element.clientWidth;
        if (over > 0) faults.push(`${name} is wider than its place by ${over}`);
    };
    wide('the page', document.documentElement);
    wide('the screen', document.querySelector('main'));
    for (const dialog of document.querySelectorAll('dialog[open]')) wide('the dialog', dialog);
    for (const cell of document.querySelectorAll('tr:not(.gap) > :is(td, th)')) wide(`the cell «${cell.innerText}»`, cell);
    for (const target of document.querySelectorAll('button, summary, select, input, [role=option]')) {
        const { width, height } = (target.closest('label') ?? target).getBoundingClientRect();
        const isSeen = target.checkVisibility() && width > 0;
        if (isSeen && (width < 24 || height < 24)) faults.push(`${target.outerHTML} is ${width}×${height}`);
    }
    return faults;
";
