;; Imports QIF files one after another with the code of GnuCash's own assistant, and prints the balance as
;; JSON. Its questions are answered as a user does: the order of a date is year, month, day; the account
;; is the same for every file; a transaction that is flagged as a possible duplicate is one if its date is
;; the same.

(use-modules (gnucash qif-import) (gnucash qif-import qif-objects) (gnucash engine) (gnucash core-utils)
             (gnucash app-utils))

(define book (gnc-get-current-book))
(define root (gnc-get-current-root-account))
(define commodities (gnc-commodity-table-get-table book))
(gnc-commodity-table-add-default-data commodities book)
(define ruble (gnc-commodity-get-printname (gnc-commodity-table-lookup commodities "CURRENCY" "RUB")))
(define account #f)

(define (refuse what result)
  (format (current-error-port) "GnuCash refuses ~a: ~s~%" what result)
  (exit 1))

(define (parse file)
  (let ((result (qif-file:parse-fields file #f)))
    (cond ((null? result) #t)
          ((and (car result) (equal? (qif-file:parse-fields-results (cdr result) 'date) '(y-m-d y-d-m)))
           (qif-file:reparse-dates file 'y-m-d))
          (else (refuse "fields" result)))))

(define (read-file path)
  (let* ((file (make-qif-file))
         (result (qif-file:read-file file path (make-ticker-map) #f)))
    (unless (null? result) (refuse path result))
    (parse file)
    (if (qif-file:check-from-acct file)
        (set! account (qif-xtn:from-acct (car (qif-file:xtns file))))
        (qif-import:fix-from-acct file account))
    file))

(define (convert file)
  (let ((accounts (make-hash-table)) (categories (make-hash-table)) (memos (make-hash-table)))
    (qif-dialog:make-account-display (list file) accounts '())
    (qif-dialog:make-category-display (list file) categories '())
    (qif-dialog:make-memo-display (list file) memos '())
    (qif-import:qif-to-gnc (list file) accounts categories memos #f ruble #\n #f)))

(define (answer match)
  (define date (xaccTransGetDate (car match)))
  (for-each (lambda (old) (set-cdr! old (= date (xaccTransGetDate (car old))))) (cdr match)))

(define (import path)
  (let* ((imported (convert (read-file path)))
         (matches (gnc:account-tree-find-duplicates root imported #f)))
    (for-each answer matches)
    (gnc:prune-matching-transactions matches)
    (gnc:account-tree-catenate-and-merge root imported)))

(for-each import (cdr (command-line)))
(let ((found (gnc-account-lookup-by-full-name root account)))
  (format #t "{\"closing\": \"~,2f\"}~%" (exact->inexact (xaccAccountGetBalance found))))
