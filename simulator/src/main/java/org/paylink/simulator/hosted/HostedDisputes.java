package org.paylink.simulator.hosted;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;
import org.paylink.simulator.DisputeControls;
import org.paylink.simulator.account.HostedReversal;
import org.paylink.simulator.account.HostedReversal.State;
import org.paylink.simulator.account.Refusal;

/** Disputes at a gateway other than Stripe. A payment is named by its checkout. */
public final class HostedDisputes implements DisputeControls {
  private static final Duration TIME_TO_RESPOND = Duration.ofDays(9);

  private final Backflow backflow;

  HostedDisputes(Backflow backflow) {
    this.backflow = backflow;
  }

  @Override
  public String openDisputeOnly(String payment, OptionalLong amount, String reason) {
    return open(payment, amount, reason, State.OPEN);
  }

  @Override
  public String openInquiry(String payment, String reason) {
    return open(payment, OptionalLong.empty(), reason, State.INQUIRY);
  }

  private String open(String payment, OptionalLong amount, String reason, State state) {
    String id =
        backflow
            .store()
            .locked(
                () -> {
                  HostedReversal dispute = backflow.add(payment, "DP", amount, state);
                  dispute.reason = reason;
                  dispute.respondByMillis = dispute.createdMillis + TIME_TO_RESPOND.toMillis();
                  backflow.tell(Backflow.What.DISPUTE_OPENED, dispute);
                  return dispute.id;
                });
    backflow.store().save();
    return id;
  }

  @Override
  public void escalateInquiryOnly(String disputeId) {
    become(disputeId, State.INQUIRY, State.OPEN, Backflow.What.DISPUTE_CHANGED);
  }

  @Override
  public void closeInquiry(String disputeId) {
    become(disputeId, State.INQUIRY, State.WON, Backflow.What.DISPUTE_ENDED);
  }

  @Override
  public void winDisputeOnly(String disputeId) {
    become(disputeId, State.OPEN, State.WON, Backflow.What.DISPUTE_ENDED);
  }

  @Override
  public void loseDispute(String disputeId) {
    become(disputeId, State.OPEN, State.LOST, Backflow.What.DISPUTE_ENDED);
  }

  private void become(String id, State from, State to, Backflow.What what) {
    change(
        id,
        dispute -> {
          if (dispute.state != from) {
            throw new Refusal(
                Refusal.Reason.NOT_UNDER_WAY, "The dispute is " + dispute.state + ": " + id);
          }
          dispute.state = to;
          return what;
        });
  }

  @Override
  public void respond(String disputeId) {
    change(
        disputeId,
        dispute -> {
          dispute.responded = true;
          return Backflow.What.DISPUTE_CHANGED;
        });
  }

  @Override
  public void withdraw(String disputeId) {
    change(disputeId, dispute -> move(dispute, dispute.currency, -dispute.amount, FEE));
  }

  @Override
  public void withdraw(String disputeId, String currency, long amount, long fee) {
    change(disputeId, dispute -> move(dispute, currency.toUpperCase(Locale.ROOT), -amount, fee));
  }

  @Override
  public void reinstate(String disputeId, long feeReturned) {
    change(disputeId, dispute -> move(dispute, dispute.currency, dispute.amount, -feeReturned));
  }

  private Backflow.What move(HostedReversal dispute, String currency, long amount, long fee) {
    HostedReversal.Movement movement = new HostedReversal.Movement();
    movement.id = backflow.newId("MV");
    movement.amount = amount;
    movement.currency = currency;
    movement.fee = fee;
    movement.atMillis = backflow.now();
    dispute.movements.add(movement);
    return Backflow.What.DISPUTE_CHANGED;
  }

  private void change(String id, Function<HostedReversal, Backflow.What> action) {
    backflow
        .store()
        .locked(
            () -> {
              HostedReversal dispute = backflow.require(id);
              backflow.tell(action.apply(dispute), dispute);
            });
    backflow.store().save();
  }
}
