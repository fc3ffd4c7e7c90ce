package org.paylink.page;

import java.util.Map;
import java.util.Optional;
import org.paylink.problem.PaylinkException;

/**
 * A page of the desk, ready to be rendered.
 *
 * @param titleKey the label that is its title
 * @param titleFacts facts in the title
 * @param template the name of its template; {@code links} is {@code template/desk-links.ftlh}
 * @param model texts, numbers, booleans, lists and maps; {@link org.paylink.money.Money}, {@link
 *     java.time.Instant} and {@link org.paylink.policy.Sentence} are written as the reader writes
 *     them, an empty {@link Optional} is left out
 * @param refusal why what was sent was refused; its fact {@code field} names the field it stands at
 * @param notice what just happened
 */
public record DeskView(
    String titleKey,
    Map<String, String> titleFacts,
    String template,
    Map<String, Object> model,
    Optional<PaylinkException> refusal,
    Optional<DeskNotice> notice) {

  /** A page without refusal and notice, which the desk adds. */
  public static DeskView of(String titleKey, String template, Map<String, Object> model) {
    return new DeskView(titleKey, Map.of(), template, model, Optional.empty(), Optional.empty());
  }

  /** The same page under a title with facts. */
  public DeskView titled(Map<String, String> facts) {
    return new DeskView(titleKey, facts, template, model, refusal, notice);
  }

  /** The same page with what there is to say. */
  public DeskView saying(Optional<PaylinkException> why, Optional<DeskNotice> what) {
    return new DeskView(titleKey, titleFacts, template, model, why, what);
  }
}
