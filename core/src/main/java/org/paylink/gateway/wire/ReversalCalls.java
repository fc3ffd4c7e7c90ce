package org.paylink.gateway.wire;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.RefundRequest;
import org.paylink.gateway.Reversal;
import org.paylink.gateway.Reversing;

/**
 * What paying back and asking what went back is at every gateway: an amount that can't be said is
 * refused before any call, an answer has to be about our refund and about its charge, and a list is
 * read to its end or not believed at all. A gateway adds its calls and its words.
 */
public abstract class ReversalCalls implements Reversing {
  /**
   * How many pages of refunds or disputes are read of one charge. Gateways send a hundred a page.
   */
  protected static final int MOST_PAGES_OF_A_CHARGE = 10;

  /**
   * How many pages are read of what is new in an account: ten thousand refunds, and as many
   * disputes. Whoever has more since the moment asked for has to ask from a later one.
   */
  protected static final int MOST_PAGES_OF_AN_ACCOUNT = 100;

  /** The entries a page holds. */
  protected static final int PAGE = 100;

  private final String calledInMessages;

  /**
   * One page of a list.
   *
   * @param entries what it holds
   * @param more whether the list goes on after it
   * @param requestId the gateway's id of the answer
   */
  public record Page(List<JsonObject> entries, boolean more, Optional<String> requestId) {}

  /** Asks for the pages of a list. */
  @FunctionalInterface
  protected interface Pages {
    /**
     * The next page.
     *
     * @param number of the page, from 1 on
     * @param last the last entry of the page before; absent at the first
     */
    Page next(int number, Optional<JsonObject> last) throws GatewayException, MalformedException;
  }

  /** Reads one entry of a list. */
  @FunctionalInterface
  protected interface Reader<T> {
    /** What it says. */
    T read(JsonObject entry, Optional<String> requestId) throws MalformedException;
  }

  /**
   * Calls of a gateway.
   *
   * @param calledInMessages what messages in logs call it
   */
  protected ReversalCalls(String calledInMessages) {
    this.calledInMessages = calledInMessages;
  }

  /** Whether the text can be a charge's id there, and so may be sent. */
  protected abstract boolean isId(String text);

  /**
   * Sends a refund under its key. An answer that can't be read leaves its outcome unknown.
   *
   * @throws ArithmeticException before anything is sent, when the gateway can't count the amount
   */
  protected abstract JsonAnswer payBack(GatewayAccount account, RefundRequest request)
      throws GatewayException;

  /** The refund that an object tells of. */
  protected abstract Reversal.Refund readRefund(JsonObject refund, Optional<String> requestId)
      throws MalformedException;

  /** Whose money a refund or a dispute takes. */
  protected abstract Optional<String> chargeOf(JsonObject reversal);

  @Override
  public final Reversal.Refund refund(GatewayAccount account, RefundRequest request)
      throws GatewayException {
    requireId(account, request.chargeRef());
    JsonAnswer answer;
    try {
      if (!request.amount().isPositive()) {
        throw new ArithmeticException("only what is more than nothing can be paid back");
      }
      answer = payBack(account, request);
    } catch (ArithmeticException inexact) {
      throw failure(account, Kind.REFUSED, inexact.getMessage(), Optional.empty());
    }
    Reversal.Refund refund;
    try {
      refund = readRefund(answer.body(), answer.requestId());
    } catch (MalformedException malformed) {
      throw failure(account, Kind.OUTCOME_UNKNOWN, malformed.getMessage(), answer.requestId());
    }
    if (!refund.refundId().equals(Optional.of(request.refundId()))
        || !chargeOf(answer.body()).equals(Optional.of(request.chargeRef()))) {
      throw failure(
          account, Kind.OUTCOME_UNKNOWN, "the answer is about another refund", answer.requestId());
    }
    return refund;
  }

  /**
   * All entries of a list.
   *
   * @throws GatewayException FAILED when it has more pages than that: what is known in part would
   *     be taken for all there is
   */
  protected final <T> List<T> all(
      GatewayAccount account, int mostPages, Pages pages, Reader<T> reader)
      throws GatewayException {
    List<T> all = new ArrayList<>();
    Optional<JsonObject> last = Optional.empty();
    Optional<String> requestId = Optional.empty();
    try {
      for (int number = 1; number <= mostPages; number++) {
        Page page = pages.next(number, last);
        requestId = page.requestId();
        for (JsonObject entry : page.entries()) {
          all.add(reader.read(entry, requestId));
        }
        if (!page.more()) {
          return all;
        }
        if (page.entries().isEmpty()) {
          throw new MalformedException("an empty page after which more follows");
        }
        last = Optional.of(page.entries().get(page.entries().size() - 1));
      }
    } catch (MalformedException malformed) {
      throw failure(account, Kind.FAILED, malformed.getMessage(), requestId);
    }
    String message = "more than " + mostPages * PAGE + " refunds or disputes: ask for less";
    throw failure(account, Kind.FAILED, message, requestId);
  }

  /** NOT_FOUND when the text can be no charge's id, so that no call is made with it. */
  protected final void requireId(GatewayAccount account, String chargeRef) throws GatewayException {
    if (!isId(chargeRef)) {
      throw failure(account, Kind.NOT_FOUND, "that can't be the id of a charge", Optional.empty());
    }
  }

  /** Refuses to read what is about another charge than the one asked for. */
  protected final void requireOf(String chargeRef, JsonObject reversal) throws MalformedException {
    if (!chargeOf(reversal).equals(Optional.of(chargeRef))) {
      throw new MalformedException("a refund or dispute of another charge than was asked for");
    }
  }

  /** A failure with a message that holds no secret. */
  protected final GatewayException failure(
      GatewayAccount account, Kind kind, String message, Optional<String> requestId) {
    return new GatewayException(
        kind,
        calledInMessages + ": " + Scrubber.of(account).scrub(message),
        Optional.empty(),
        requestId,
        null);
  }
}
