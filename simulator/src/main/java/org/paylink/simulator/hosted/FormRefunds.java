package org.paylink.simulator.hosted;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.paylink.simulator.account.HostedCheckout;
import org.paylink.simulator.account.HostedReversal;
import org.paylink.simulator.account.HostedReversal.State;
import org.paylink.simulator.account.Refusal;

/**
 * Refunds of the hosted form, in the manner of Authorize.Net: a transaction of its own that refers
 * to a settled one. Called under the lock.
 *
 * @see <a
 *     href="https://developer.authorize.net/api/reference/index.html#payment-transactions-refund-a-transaction">The
 *     model</a>
 */
final class FormRefunds {
  private static final int LARGEST_PAGE = 1_000;

  private FormRefunds() {}

  static JsonObject refund(HostedSimulator simulator, Fields call) {
    Fields wanted = call.in("transactionRequest");
    if (!wanted.text("transactionType").equals("refundTransaction")) {
      throw new Wire.CallRefused(200, "E00013", "Only refundTransaction is simulated");
    }
    HostedCheckout checkout = settled(simulator, wanted.text("refTransId"));
    String currency = wanted.text("currencyCode");
    long amount = Fields.minor(wanted.text("amount"), currency);
    if (!currency.equals(checkout.takenCurrency)) {
      throw new Wire.CallRefused(200, "E00013", "The currency is not the transaction's");
    }
    String reference = wanted.find("userFields").map(f -> f.text("refund")).orElse("");
    try {
      return json(
          simulator.reversals().refund(checkout.id, OptionalLong.of(amount), reference, ""));
    } catch (Refusal refusal) {
      throw new Wire.CallRefused(200, "E00027", refusal.getMessage());
    }
  }

  static JsonObject details(HostedSimulator simulator, String transactionId) {
    HostedCheckout checkout = settled(simulator, transactionId);
    JsonObject answer = new JsonObject();
    JsonObject transaction = FormWire.transaction(checkout);
    transaction.addProperty("transactionStatus", "settledSuccessfully");
    answer.add("transaction", transaction);
    answer.add("refunds", array(simulator.reversals().of(checkout)));
    return answer;
  }

  /** One page of the refunds since a moment, oldest first. Pages are counted from 1. */
  static JsonObject list(HostedSimulator simulator, Fields call) {
    Fields paging = call.in("paging");
    int limit = number(paging, "limit", LARGEST_PAGE);
    int page = number(paging, "offset", 100_000);
    List<HostedReversal> all = simulator.reversals().since(call.moment("submittedSince"), true);
    int from = Math.min(all.size(), (page - 1) * limit);
    int to = Math.min(all.size(), from + limit);
    JsonObject answer = new JsonObject();
    answer.addProperty("totalNumInResultSet", all.size());
    answer.add("refunds", array(all.subList(from, to)));
    return answer;
  }

  private static int number(Fields paging, String name, int atMost) {
    String text = paging.text(name);
    if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) < 1) {
      throw new Wire.CallRefused(200, "E00013", name + " is not a number from 1 on");
    }
    return Math.min(atMost, Integer.parseInt(text));
  }

  private static HostedCheckout settled(HostedSimulator simulator, String transactionId) {
    HostedCheckout checkout =
        simulator
            .checkouts
            .byTransaction(transactionId)
            .orElseThrow(() -> new Wire.CallRefused(200, "E00040", "The record cannot be found"));
    if (checkout.state != HostedCheckout.State.PAID) {
      throw new Wire.CallRefused(200, "E00027", "The transaction is not settled");
    }
    return checkout;
  }

  private static JsonArray array(List<HostedReversal> refunds) {
    JsonArray array = new JsonArray();
    refunds.stream().map(FormRefunds::json).forEach(array::add);
    return array;
  }

  private static JsonObject json(HostedReversal refund) {
    JsonObject json = new JsonObject();
    json.addProperty("transId", refund.id);
    json.addProperty("refTransId", refund.transactionId);
    json.addProperty("transactionStatus", status(refund.state));
    json.addProperty("submitTimeUTC", Instant.ofEpochMilli(refund.createdMillis).toString());
    json.addProperty("settleAmount", Fields.major(refund.amount, refund.currency));
    json.addProperty("currencyCode", refund.currency);
    if (!refund.reference.isEmpty()) {
      JsonObject fields = new JsonObject();
      fields.addProperty("refund", refund.reference);
      json.add("userFields", fields);
    }
    if (refund.state == State.FAILED) {
      json.addProperty("responseReason", refund.failure);
      json.addProperty("returnedTimeUTC", Instant.ofEpochMilli(refund.failedMillis).toString());
    }
    return json;
  }

  private static String status(State state) {
    return switch (state) {
      case PENDING -> "refundPendingSettlement";
      case DONE -> "refundSettledSuccessfully";
      case FAILED -> "returnedItem";
      case INQUIRY, OPEN, WON, LOST -> throw noDisputes();
    };
  }

  static String type(Backflow.What what) {
    return switch (what) {
      case REFUND_MADE -> "net.hosted.refund.created";
      case REFUND_DONE -> "net.hosted.refund.settled";
      case REFUND_FAILED -> "net.hosted.refund.returned";
      case DISPUTE_OPENED, DISPUTE_CHANGED, DISPUTE_ENDED -> throw noDisputes();
    };
  }

  private static IllegalStateException noDisputes() {
    return new IllegalStateException("nobody disputes here");
  }
}
