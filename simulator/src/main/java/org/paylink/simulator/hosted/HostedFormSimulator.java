package org.paylink.simulator.hosted;

import java.io.IOException;
import org.paylink.simulator.SimulatorOptions;
import org.paylink.simulator.account.Refusal;

/**
 * A gateway whose payment page the payer's browser posts a form to, in the manner of
 * Authorize.Net's Accept Hosted.
 *
 * @see <a href="https://developer.authorize.net/api/reference/features/accept-hosted.html">The
 *     model</a>
 */
public final class HostedFormSimulator extends HostedSimulator {
  private HostedFormSimulator(SimulatorOptions options) throws IOException {
    super(options, new FormWire());
  }

  /**
   * Starts a simulator.
   *
   * @throws IOException if the port is taken
   */
  public static HostedFormSimulator start(SimulatorOptions options) throws IOException {
    HostedFormSimulator simulator = new HostedFormSimulator(options);
    simulator.begin();
    return simulator;
  }

  /**
   * The payer pays by card.
   *
   * @throws Refusal if the page can't be paid
   */
  public void pay(String id) {
    change(() -> checkouts.pay(id, false));
  }

  /**
   * The payer orders a bank transfer.
   *
   * @throws Refusal if the page can't be paid
   */
  public void payByBankTransfer(String id) {
    change(() -> checkouts.pay(id, true));
  }

  @Override
  public void decline(String id, String code) {
    change(() -> checkouts.decline(id, code));
  }
}
