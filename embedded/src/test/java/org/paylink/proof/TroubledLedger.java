package org.paylink.proof;

import java.util.List;
import java.util.Optional;
import org.paylink.host.Document;
import org.paylink.host.Ledger;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.records.Unit;

/** The sample books, which refuse to post, or break after posting, as long as they are told to. */
final class TroubledLedger implements Ledger {
  private final Ledger books;
  private volatile Trouble trouble = Trouble.NONE;

  enum Trouble {
    NONE,
    REFUSES,
    BREAKS_AFTER_POSTING
  }

  TroubledLedger(Ledger books) {
    this.books = books;
  }

  void trouble(Trouble value) {
    trouble = value;
  }

  @Override
  public Posted post(Unit unit, PostingRequest request) throws LedgerException {
    if (trouble == Trouble.REFUSES) {
      throw new LedgerException("no account is mapped for EXT_PAYLINK", true, null);
    }
    Posted posted = books.post(unit, request);
    if (trouble == Trouble.BREAKS_AFTER_POSTING) {
      throw new IllegalStateException("broken on purpose, after posting");
    }
    return posted;
  }

  @Override
  public Reversible reversible(Unit unit, String paymentId) {
    return books.reversible(unit, paymentId);
  }

  @Override
  public void reverse(Unit unit, Subject subject, String paymentId) throws LedgerException {
    if (trouble == Trouble.REFUSES) {
      throw new LedgerException("the books are closed", false, null);
    }
    books.reverse(unit, subject, paymentId);
    if (trouble == Trouble.BREAKS_AFTER_POSTING) {
      throw new IllegalStateException("broken on purpose, after reversing");
    }
  }

  @Override
  public PaidBack payBack(Unit unit, PayBackRequest request) throws LedgerException {
    if (trouble == Trouble.REFUSES) {
      throw new LedgerException("the books are closed", false, null);
    }
    PaidBack paidBack = books.payBack(unit, request);
    if (trouble == Trouble.BREAKS_AFTER_POSTING) {
      throw new IllegalStateException("broken on purpose, after paying back");
    }
    return paidBack;
  }

  @Override
  public void postFee(Unit unit, FeeRequest request) throws LedgerException {
    if (trouble == Trouble.REFUSES) {
      throw new LedgerException("the books are closed", false, null);
    }
    books.postFee(unit, request);
  }

  @Override
  public Optional<Document> document(Unit unit, Subject subject) {
    return books.document(unit, subject);
  }

  @Override
  public Optional<Subject> find(Unit unit, SubjectType type, String subjectId) {
    return books.find(unit, type, subjectId);
  }

  @Override
  public List<Payer> payers(Unit unit, String text, int most) {
    return books.payers(unit, text, most);
  }

  @Override
  public Optional<Payer> payer(Unit unit, String partyId) {
    return books.payer(unit, partyId);
  }

  @Override
  public List<Subject> related(Unit unit, Subject subject) {
    return books.related(unit, subject);
  }

  @Override
  public void lock(Unit unit, Subject subject) {
    books.lock(unit, subject);
  }

  @Override
  public boolean canStore(Unit unit, String organizationPartyId, String currency) {
    return books.canStore(unit, organizationPartyId, currency);
  }

  @Override
  public String reservePaymentId() {
    return books.reservePaymentId();
  }

  @Override
  public boolean awaitsApproval(Unit unit, Subject subject) {
    return books.awaitsApproval(unit, subject);
  }

  @Override
  public Optional<Posted> posted(Unit unit, String paymentId) {
    return books.posted(unit, paymentId);
  }
}
