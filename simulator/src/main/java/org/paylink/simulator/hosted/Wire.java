package org.paylink.simulator.hosted;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.paylink.simulator.account.HostedCheckout;
import org.paylink.simulator.account.HostedReversal;
import org.paylink.simulator.fault.ApiOperation;
import org.paylink.simulator.webhook.Delivery;
import org.paylink.simulator.wire.Answer;

/** How one gateway speaks: its calls, its notifications, and how it signs them. */
interface Wire {
  /** The path all calls begin with. */
  String apiPath();

  /**
   * Reads a call.
   *
   * @throws CallRefused when it can't be taken as one
   */
  Call read(HostedSimulator simulator, Request request);

  /** The answer to a failure of the gateway's own. */
  Answer failed(String requestId);

  /** The answer to a refused call. */
  Answer refused(CallRefused refusal, String requestId);

  /** The notification of something that happened. */
  Event event(String id, Checkouts.What what, HostedCheckout checkout, Instant now);

  /** The notification of something that happened to a refund or a dispute. */
  Event event(String id, Backflow.What what, HostedReversal reversal, Instant now);

  /** The headers of a notification sent now. */
  Map<String, String> signature(Delivery delivery, Instant now);

  /** Whether the payer only agrees, and the merchant takes the money. */
  boolean captures();

  /**
   * A request as it arrived.
   *
   * @param header by lower-case name
   */
  record Request(
      String method, String path, String query, Map<String, String> header, String body) {}

  /**
   * A call that was understood.
   *
   * @param operation which faults it suffers
   * @param key what makes it one with its repetitions; empty when nothing does
   * @param work what it does, under the lock
   */
  record Call(ApiOperation operation, Optional<String> key, Work work) {}

  /** The work of a call. */
  interface Work {
    /**
     * Does it.
     *
     * @throws CallRefused when the state does not allow it
     */
    Answer answer(String requestId);
  }

  /** A notification: its type and the exact text sent. */
  record Event(String type, String body) {}

  /** A call that is refused, in the gateway's own words. */
  final class CallRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    CallRefused(int status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }

    int status() {
      return status;
    }

    String code() {
      return code;
    }
  }
}
