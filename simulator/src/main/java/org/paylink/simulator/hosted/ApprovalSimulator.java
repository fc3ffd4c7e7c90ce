package org.paylink.simulator.hosted;

import java.io.IOException;
import java.util.Optional;
import org.paylink.simulator.DisputeControls;
import org.paylink.simulator.SimulatorOptions;
import org.paylink.simulator.account.Refusal;

/**
 * A gateway where the payer approves an order and the merchant captures it, in the manner of
 * PayPal's Orders.
 *
 * @see <a href="https://developer.paypal.com/docs/api/orders/v2/">The model</a>
 */
public final class ApprovalSimulator extends HostedSimulator {
  private final HostedDisputes disputes;

  private ApprovalSimulator(SimulatorOptions options) throws IOException {
    super(options, new OrderWire());
    disputes = new HostedDisputes(backflow);
  }

  /**
   * Starts a simulator.
   *
   * @throws IOException if the port is taken
   */
  public static ApprovalSimulator start(SimulatorOptions options) throws IOException {
    ApprovalSimulator simulator = new ApprovalSimulator(options);
    simulator.begin();
    return simulator;
  }

  @Override
  public Optional<DisputeControls> disputes() {
    return Optional.of(disputes);
  }

  /**
   * The payer approves; a capture takes the money at once.
   *
   * @throws Refusal if the order can't be approved
   */
  public void approve(String id) {
    change(() -> checkouts.approve(id, ""));
  }

  /**
   * The payer approves a payment from a bank account; after a capture the bank takes days.
   *
   * @throws Refusal if the order can't be approved
   */
  public void approveBankTransfer(String id) {
    change(() -> checkouts.approve(id, Checkouts.SLOWLY));
  }

  /**
   * From now on it is the key alone that makes a capture one with its repetitions, as at gateways
   * where one approval may be captured in parts: under another key, or none, the money is taken
   * again. Otherwise an order is captured once, whatever is sent.
   */
  public void takeAgainUnderOtherKeys() {
    checkouts.takeAgainUnderOtherKeys();
  }

  /** The payer approves, and the capture will be declined with this code. */
  @Override
  public void decline(String id, String code) {
    change(() -> checkouts.approve(id, Checkouts.DECLINED + code));
  }
}
