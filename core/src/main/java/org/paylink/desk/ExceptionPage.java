package org.paylink.desk;

import java.util.HashMap;
import java.util.Map;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.link.ExceptionKind;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentExceptions.PaymentException;
import org.paylink.page.DeskView;
import org.paylink.page.Labels;
import org.paylink.page.Words;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.settlement.ResolveException;

/** One exception with all that is known of it, and the form that closes it. */
public final class ExceptionPage implements DeskPage {
  private final Host host;
  private final ResolveException resolve;
  private final ExceptionFacts facts;
  private final Labels labels = Labels.load();

  /** For a host. */
  public ExceptionPage(Host host, ResolveException resolve) {
    this.host = host;
    this.resolve = resolve;
    this.facts = new ExceptionFacts(host);
  }

  @Override
  public String name() {
    return "exception";
  }

  @Override
  public Permission permission() {
    return Permission.VIEW;
  }

  @Override
  public DeskAnswer show(DeskRequest request) {
    Words words = new Words(labels, request.locale(), request.zone());
    Map<String, Object> model =
        host.records()
            .unit(
                unit -> {
                  PaymentException exception =
                      PaymentExceptions.find(unit, id(request))
                          .orElseThrow(() -> new PaylinkException(Problem.EXCEPTION_UNKNOWN));
                  Map<String, Object> all =
                      new HashMap<>(facts.row(unit, exception, request, words));
                  all.putAll(facts.details(unit, exception, request, words));
                  boolean open = exception.resolvedAt().isEmpty();
                  boolean byHand = exception.kind() != ExceptionKind.POSTING_FAILED;
                  all.put("mayResolve", open && byHand && request.actor().may(Permission.CONFIRM));
                  all.put("closesItself", open && !byHand);
                  return all;
                });
    model.put("id", id(request));
    model.put("typed", request.typed("resolution", ""));
    model.put("allUrl", request.places().page("exceptions", Map.of()));
    return DeskAnswer.show(DeskView.of("PaylinkExceptionPage_Title", name(), model));
  }

  @Override
  public DeskAnswer act(DeskRequest request) {
    resolve.resolve(id(request), request.text("resolution").orElse(""), request.actor());
    return DeskAnswer.done(
        name(), Map.of("id", id(request)), "PaylinkNotice_exceptionResolved", Map.of());
  }

  private static String id(DeskRequest request) {
    return request.text("id").filter(id -> id.length() <= 60).orElse("");
  }
}
