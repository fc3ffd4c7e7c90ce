package org.paylink.simulator.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.paylink.simulator.DisputeControls;
import org.paylink.simulator.RefundControls;
import org.paylink.simulator.wire.Form;

/** What a person does on a control page about money that goes back. */
public final class ReversalActions {
  private static final long LARGEST = 999_999_999;
  private static final String REASON = "general";

  private final RefundControls refunds;
  private final Optional<DisputeControls> disputes;

  /** The actions at one gateway. */
  public ReversalActions(RefundControls refunds, Optional<DisputeControls> disputes) {
    this.refunds = refunds;
    this.disputes = disputes;
  }

  /** Whether the gateway tells of disputes. */
  public boolean hasDisputes() {
    return disputes.isPresent();
  }

  /** Does what the form asks for, if that is one of these actions. */
  public boolean perform(Form form) {
    String payment = form.text("payment").orElse("");
    String id = form.text("reversal").orElse("");
    switch (form.required("action")) {
      case "refund" -> {
        OptionalLong amount = form.integer("amount", 1, LARGEST);
        String unused =
            amount.isPresent()
                ? refunds.refundAtDashboard(payment, amount.getAsLong())
                : refunds.refundWholeAtDashboard(payment);
      }
      case "next_refund_pending" -> refunds.nextRefundsStayPending(1);
      case "complete_refund" -> refunds.completeRefund(id);
      case "fail_refund" -> refunds.failRefund(id, "lost_or_stolen_card");
      default -> {
        return disputes.isPresent() && dispute(disputes.get(), form, payment, id);
      }
    }
    return true;
  }

  private static boolean dispute(DisputeControls bank, Form form, String payment, String id) {
    switch (form.required("action")) {
      case "dispute" -> {
        String unused = bank.openDispute(payment, REASON);
      }
      case "inquire" -> {
        String unused = bank.openInquiry(payment, REASON);
      }
      case "respond" -> bank.respond(id);
      case "win" -> bank.winDispute(id);
      case "lose" -> bank.loseDispute(id);
      case "drop" -> bank.closeInquiry(id);
      case "escalate" -> bank.escalateInquiry(id);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** One refund or dispute as the page's table shows it, with what can be done in its state. */
  public static Map<String, Object> row(
      String id, String payment, String kind, String amount, String state) {
    Map<String, Object> row = new HashMap<>();
    row.put("id", id);
    row.put("payment", payment);
    row.put("kind", kind);
    row.put("amount", amount);
    row.put("state", state.replace('_', ' '));
    row.put("actions", kind.equals("refund") ? ofRefund(state) : ofDispute(state));
    return row;
  }

  private static List<List<String>> ofRefund(String state) {
    List<String> fail = List.of("fail_refund", "Fails");
    return switch (state) {
      case "pending" -> List.of(List.of("complete_refund", "Arrives"), fail);
      case "succeeded", "done" -> List.of(fail);
      default -> List.of();
    };
  }

  private static List<List<String>> ofDispute(String state) {
    List<String> respond = List.of("respond", "Hand evidence in");
    return switch (state) {
      case "needs_response", "under_review", "open" ->
          List.of(respond, List.of("win", "Won"), List.of("lose", "Lost"));
      case "warning_needs_response", "warning_under_review", "inquiry" ->
          List.of(respond, List.of("escalate", "Becomes a dispute"), List.of("drop", "Dropped"));
      default -> List.of();
    };
  }
}
