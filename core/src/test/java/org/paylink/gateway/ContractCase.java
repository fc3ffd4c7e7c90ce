package org.paylink.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.paylink.money.Money;

/** What the parts of the gateways' contract share. */
public interface ContractCase {
  /** What the requests ask for. */
  Money PRICE = Money.ofMajor("USD", "12.50");

  /** The bench of the running test. */
  GatewayBench bench();

  /** A request under this key, for the attempt {@code attempt-<key>}. */
  default StartRequest request(String key, Money amount) {
    return new StartRequest(
        key,
        "attempt-" + key,
        "link-1",
        amount,
        "Order DEMO10090",
        "https://shop.example/pay/return/tok_en",
        "https://shop.example/pay/tok_en",
        bench().gateway().sessionEnd(bench().now(), bench().now().plus(Duration.ofHours(2))),
        "en");
  }

  /** A session started under this key. */
  default Session started(String key) throws GatewayException {
    return bench().gateway().start(bench().account(), request(key, PRICE));
  }

  /** What the gateway says of a session now. */
  default Session fetched(Session session) throws GatewayException {
    return bench().gateway().fetch(bench().account(), session.id());
  }

  /** The session after it was closed. */
  default Session closed(Session session) throws GatewayException {
    return bench().gateway().close(bench().account(), session.id());
  }

  /** The failure of a call that must fail. */
  default GatewayException failure(ThrowingCallable call) {
    GatewayException failure = catchThrowableOfType(GatewayException.class, call);
    assertThat(failure).as("a failure by kind").isNotNull();
    return failure;
  }
}
