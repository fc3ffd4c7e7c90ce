package org.paylink.desk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentExceptions.PaymentException;
import org.paylink.page.DeskView;
import org.paylink.page.Labels;
import org.paylink.page.Words;

/** What waits for a person, the oldest first; or what was resolved lately. */
public final class ExceptionsPage implements DeskPage {
  private static final int MOST = 500;
  private static final String RESOLVED = "resolved";

  private final Host host;
  private final ExceptionFacts facts;
  private final Labels labels = Labels.load();

  /** For a host. */
  public ExceptionsPage(Host host) {
    this.host = host;
    this.facts = new ExceptionFacts(host);
  }

  @Override
  public String name() {
    return "exceptions";
  }

  @Override
  public Permission permission() {
    return Permission.VIEW;
  }

  @Override
  public DeskAnswer show(DeskRequest request) {
    boolean resolved = request.text("show").filter(RESOLVED::equals).isPresent();
    Words words = new Words(labels, request.locale(), request.zone());
    List<Map<String, Object>> rows =
        host.records()
            .unit(
                unit -> {
                  List<PaymentException> found =
                      resolved
                          ? PaymentExceptions.resolved(unit, MOST)
                          : PaymentExceptions.open(unit);
                  return found.stream()
                      .limit(MOST)
                      .map(each -> facts.row(unit, each, request, words))
                      .toList();
                });
    Map<String, Object> model = new HashMap<>();
    model.put("rows", rows);
    model.put("resolved", resolved);
    model.put("openUrl", request.places().page(name(), Map.of()));
    model.put("resolvedUrl", request.places().page(name(), Map.of("show", RESOLVED)));
    return DeskAnswer.show(DeskView.of("PaylinkExceptions_Title", "exceptions", model));
  }

  /** The list has no form. */
  @Override
  public DeskAnswer act(DeskRequest request) {
    return show(request);
  }
}
