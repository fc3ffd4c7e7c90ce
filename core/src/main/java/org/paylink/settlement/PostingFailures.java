package org.paylink.settlement;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Host;
import org.paylink.link.ExceptionCause;
import org.paylink.link.ExceptionDetail;
import org.paylink.link.ExceptionKind;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.Links;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentPosting;
import org.paylink.link.PostingState;
import org.paylink.link.ReceiptKey;
import org.paylink.link.Texts;
import org.paylink.records.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that the ledger did not take a receipt: why, when to try again, and an exception that
 * stays open until it does.
 */
final class PostingFailures {
  private static final Logger LOG = LoggerFactory.getLogger(PostingFailures.class);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final Host host;

  PostingFailures(Host host) {
    this.host = host;
  }

  /** Records a failure, in a unit of its own. Never throws. */
  void record(ReceiptKey key, Exception failure) {
    try {
      host.records().run(unit -> failed(unit, key, failure));
    } catch (Exception e) {
      // The posting is still pending and due, so it is tried again even when this could not be
      // written.
      LOG.error("receipt {}: not even the failure could be recorded", key.externalRef(), e);
    }
  }

  private void failed(Unit unit, ReceiptKey key, Exception failure) {
    Optional<PaymentPosting> before = Postings.read(unit, key);
    if (before.isEmpty()) {
      return;
    }
    Links.lockSubject(unit, before.get().subject());
    PaymentLink link = Links.lock(unit, before.get().linkId());
    PaymentPosting posting = Postings.read(unit, key).orElseThrow();
    if (posting.state() != PostingState.PENDING) {
      return;
    }
    Instant now = host.clock().instant();
    Map<String, Object> changes = new HashMap<>();
    changes.put("tries", posting.tries() + 1);
    changes.put("dueAt", now.plus(backoff(posting.tries())));
    changes.put("lastError", shortened(message(failure)));
    unit.update(PaymentPosting.ENTITY, key.fields(), changes);
    if (PaymentExceptions.raise(
        unit,
        ExceptionKind.POSTING_FAILED,
        key.about(),
        Optional.of(link.id()),
        ExceptionCause.of(key, Optional.empty()),
        ExceptionDetail.message(shortened(message(failure))),
        now)) {
      History.add(
          unit,
          link.id(),
          HistoryEvent.POSTING_FAILED,
          "<paylink>",
          now,
          Map.of("amount", posting.amount().toString()),
          // The ledger's words, which may name a person.
          Map.of("message", shortened(message(failure))));
    } else {
      // Who mends one thing has to see when the ledger then asks for another.
      PaymentExceptions.restate(
          unit,
          ExceptionKind.POSTING_FAILED,
          key.about(),
          ExceptionDetail.message(shortened(message(failure))));
    }
    Links.refresh(unit, link.id());
  }

  private static String message(Exception failure) {
    if (failure instanceof PostReceipts.Refused) {
      return String.valueOf(failure.getCause().getMessage());
    }
    // Other exceptions may quote rows; their kind is enough here, the rest is in the log.
    return failure.getClass().getSimpleName();
  }

  private static String shortened(String text) {
    return Texts.shortened(text, 250);
  }

  private static Duration backoff(long tries) {
    Duration wait = Duration.ofMinutes(1L << Math.min(tries, 6));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }
}
