package org.paylink.problem;

import java.util.HashMap;
import java.util.Map;

/**
 * A refusal or failure with a code. The message holds the code and its facts for logs; people read
 * the label of {@link Problem#labelKey()} with {@link #facts()} filled in. Facts never hold a
 * secret or a token.
 */
public final class PaylinkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final transient Map<String, String> facts;

  /** A problem with the facts its sentence names. */
  public PaylinkException(Problem problem, Map<String, String> facts, Throwable cause) {
    super(problem + " " + facts, cause);
    this.problem = problem;
    this.facts = Map.copyOf(facts);
  }

  /** A problem with the facts its sentence names. */
  public PaylinkException(Problem problem, Map<String, String> facts) {
    this(problem, facts, null);
  }

  /** A problem whose sentence needs no facts. */
  public PaylinkException(Problem problem) {
    this(problem, Map.of(), null);
  }

  /** The code. */
  public Problem problem() {
    return problem;
  }

  /** The same, standing at the input field of that name, which the fact {@code field} says. */
  public PaylinkException at(String field) {
    Map<String, String> all = new HashMap<>(facts());
    all.put("field", field);
    return new PaylinkException(problem, all, this);
  }

  /** What the sentence names, by placeholder. */
  public Map<String, String> facts() {
    return facts == null ? Map.of() : facts;
  }
}
