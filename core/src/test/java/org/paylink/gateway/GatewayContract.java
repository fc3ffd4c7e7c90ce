package org.paylink.gateway;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What every gateway must do; the tests of each gateway extend it with their own bench. */
@Timeout(30)
public abstract class GatewayContract
    implements PaymentContract,
        ClosingContract,
        OutcomeContract,
        CaptureContract,
        MoneyContract,
        NotificationContract,
        RefundContract,
        RefundOutcomeContract,
        DisputeContract {
  private GatewayBench bench;

  /** A fresh bench. */
  protected abstract GatewayBench openBench() throws Exception;

  @Override
  public final GatewayBench bench() {
    return bench;
  }

  @BeforeEach
  final void open() throws Exception {
    bench = openBench();
  }

  @AfterEach
  final void close() {
    bench.close();
  }
}
