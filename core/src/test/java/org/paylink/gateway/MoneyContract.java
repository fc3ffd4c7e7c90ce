package org.paylink.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.Session.Charge;
import org.paylink.money.Money;

/** Amounts to the minor unit, and how the customer gets to pay them. */
interface MoneyContract extends ContractCase {
  @Test
  default void amountsAreTakenToTheMinorUnitInEveryCurrency() throws GatewayException {
    for (Money money :
        List.of(
            Money.ofMajor("JPY", "1000"),
            Money.ofMajor("USD", "50.85"),
            Money.ofMajor("EUR", "999999.00"),
            Money.ofMajor("USD", "0.99"))) {
      Session session =
          bench().gateway().start(bench().account(), request("k-" + money.minor(), money));
      bench().pay(session.id());

      assertThat(fetched(session).charge().flatMap(Charge::amount)).contains(money);
    }
  }

  @Test
  default void anAmountThatCannotBeSaidExactlyIsRefused() {
    GatewayException failure =
        failure(
            () ->
                bench().gateway().start(bench().account(), request("k1", bench().inexpressible())));

    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(bench().sessionsCreated()).isZero();
  }

  @Test
  default void capabilitiesSayHowTheCustomerGetsThere() throws GatewayException {
    Gateway gateway = bench().gateway();
    boolean posts = gateway.capabilities().contains(Capability.FORM_POST);

    assertThat(gateway.capabilities().contains(Capability.REDIRECT)).isNotEqualTo(posts);
    assertThat(started("k1").fields().isEmpty()).isNotEqualTo(posts);
    assertThat(gateway.capturing().isPresent())
        .isEqualTo(gateway.capabilities().contains(Capability.CAPTURE));
    assertThat(bench().approvals().isPresent()).isEqualTo(gateway.capturing().isPresent());
  }

  @Test
  default void aSessionThatCanBePaidSaysHowWheneverItIsFetched() throws GatewayException {
    Session session = started("k1");

    assertThat(fetched(session).fields()).isEqualTo(session.fields());
    bench().pay(session.id());
    assertThat(fetched(session).url()).isEqualTo(Optional.empty());
    assertThat(fetched(session).fields()).isEmpty();
  }
}
