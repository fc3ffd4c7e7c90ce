package org.paylink.desk;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Actor;
import org.paylink.page.DeskPlaces;
import org.paylink.problem.PaylinkException;

/**
 * A user asks for a page of the desk, or sends a form to it. Nothing in it is trusted.
 *
 * @param parameters of the address or of the form, as they arrived
 * @param actor who asks
 * @param locale how the user reads
 * @param zone where the user's day begins
 * @param places addresses of the host
 * @param refusal why the form that was sent was refused, when the page is shown again for that
 */
public record DeskRequest(
    Map<String, List<String>> parameters,
    Actor actor,
    Locale locale,
    ZoneId zone,
    DeskPlaces places,
    Optional<PaylinkException> refusal) {

  /**
   * A parameter's first value without blanks around it; absent when there is none or it is empty.
   */
  public Optional<String> text(String name) {
    return raw(name).map(String::strip).filter(value -> !value.isEmpty());
  }

  /** A parameter's first value with the blanks around it. */
  public Optional<String> raw(String name) {
    return all(name).stream().findFirst();
  }

  /** All values of a parameter, without NUL, which PostgreSQL takes in no text. */
  public List<String> all(String name) {
    return parameters.getOrDefault(name, List.of()).stream()
        .map(value -> value.replace("\0", ""))
        .toList();
  }

  /** Whether a box was checked or a button pressed, whose value is {@code Y}. */
  public boolean isYes(String name) {
    return all(name).contains("Y");
  }

  /** What a field shows: after a refusal what was typed, else what is proposed. */
  public String typed(String name, String proposed) {
    return refusal.isPresent() ? raw(name).orElse("") : proposed;
  }

  /** The same request with why its form was refused. */
  DeskRequest refused(PaylinkException why) {
    return new DeskRequest(parameters, actor, locale, zone, places, Optional.of(why));
  }
}
