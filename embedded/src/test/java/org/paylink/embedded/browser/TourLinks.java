package org.paylink.embedded.browser;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.paylink.host.Actor;
import org.paylink.issuing.IssueRequest;
import org.paylink.issuing.Issued;
import org.paylink.link.Subject;

/** Orders of a trial and links for them, all alike. */
final class TourLinks {
  static final Actor SALES = new Actor("DemoSales", permission -> true);

  private final Walk walk;

  TourLinks(Walk walk) {
    this.walk = walk;
  }

  Subject order() {
    return walk.order("50.85");
  }

  Issued issue(Subject order, boolean replace, boolean additional) {
    return issue(order, List.of(), replace, additional);
  }

  /** A link that can be paid at these accounts alone. */
  Issued issue(Subject order, List<String> accounts) {
    return issue(order, accounts, false, false);
  }

  private Issued issue(Subject order, List<String> accounts, boolean replace, boolean additional) {
    IssueRequest wish =
        new IssueRequest(
            UUID.randomUUID().toString(),
            order.type(),
            order.id(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("Tiny gizmos, autumn delivery"),
            Optional.of("14"),
            accounts,
            replace,
            additional,
            "en",
            "test");
    return walk.trial().paylink().issue(wish, SALES);
  }
}
