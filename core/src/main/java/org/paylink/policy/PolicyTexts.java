package org.paylink.policy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.paylink.link.AmountPolicy;
import org.paylink.link.Texts;
import org.paylink.money.Currencies;
import org.paylink.money.Money;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;

/**
 * A policy as texts, the way people type it and hosts store it. Reading judges it as a whole: what
 * contradicts itself is refused, with the field at fault as the fact {@code field}.
 */
public final class PolicyTexts {
  private static final int MOST_DAYS = 3_650;
  private static final Pattern DAYS = Pattern.compile("[0-9]{1,4}");
  private static final Pattern ATTEMPTS = Pattern.compile("[0-9]{1,3}");
  private static final Pattern LIMIT = Pattern.compile("(-?[0-9]{1,12}(?:\\.[0-9]{1,6})?) (\\S+)");
  private static final Pattern LOGIN = Pattern.compile("[^=,\\s]{1,250}");

  private final Map<PolicyField, String> texts;

  private PolicyTexts(Map<PolicyField, String> texts) {
    this.texts = texts;
  }

  /**
   * The policy of these texts; a part that isn't there is as usual.
   *
   * @throws PaylinkException of kind USER, with the fact {@code field}, when it makes no sense
   */
  public static Policy read(Map<PolicyField, String> texts) {
    return new PolicyTexts(texts).policy();
  }

  /** The texts of a policy, in the one form they are stored in. */
  public static Map<PolicyField, String> of(Policy policy) {
    Map<PolicyField, String> texts = new EnumMap<>(PolicyField.class);
    texts.put(PolicyField.AMOUNT_POLICY, policy.amountPolicy().name());
    texts.put(PolicyField.DEFAULT_DAYS, days(policy.defaultDays()));
    texts.put(PolicyField.MINIMUM_DAYS, Integer.toString(policy.minimumDays()));
    texts.put(PolicyField.MAXIMUM_DAYS, days(policy.maximumDays()));
    texts.put(PolicyField.CANCELLER, policy.canceller().name());
    texts.put(PolicyField.CANCEL_TIME, policy.cancelTime().name());
    texts.put(PolicyField.ATTEMPT_LIMIT, Integer.toString(policy.attemptLimit()));
    texts.put(
        PolicyField.APPROVAL_LIMITS,
        String.join(
            ", ",
            policy.approvalLimits().values().stream().map(Money::toString).sorted().toList()));
    texts.put(PolicyField.TASK_PEOPLE, policy.taskPeople().text());
    return texts;
  }

  /** A refusal of one field. */
  public static PaylinkException refused(
      Problem problem, PolicyField field, Map<String, String> facts) {
    Map<String, String> all = new HashMap<>(facts);
    all.put("field", field.field());
    return new PaylinkException(problem, all);
  }

  private Policy policy() {
    Policy policy =
        new Policy(
            choice(PolicyField.AMOUNT_POLICY, AmountPolicy.class),
            optionalDays(PolicyField.DEFAULT_DAYS),
            minimumDays(),
            optionalDays(PolicyField.MAXIMUM_DAYS),
            choice(PolicyField.CANCELLER, Canceller.class),
            choice(PolicyField.CANCEL_TIME, CancelTime.class),
            attempts(),
            limits(),
            people());
    judgeLifetimes(policy);
    return policy;
  }

  private static void judgeLifetimes(Policy policy) {
    int min = policy.minimumDays();
    policy
        .maximumDays()
        .filter(max -> min > max)
        .ifPresent(
            max -> {
              throw lifetimes(
                  Problem.POLICY_MINIMUM_OVER_MAXIMUM, PolicyField.MINIMUM_DAYS, policy);
            });
    if (policy.maximumDays().isPresent() && policy.defaultDays().isEmpty()) {
      throw lifetimes(Problem.POLICY_ENDLESS_OVER_MAXIMUM, PolicyField.DEFAULT_DAYS, policy);
    }
    policy
        .defaultDays()
        .ifPresent(
            days -> {
              if (policy.maximumDays().filter(max -> days > max).isPresent()) {
                throw lifetimes(
                    Problem.POLICY_DEFAULT_OVER_MAXIMUM, PolicyField.DEFAULT_DAYS, policy);
              }
              if (days < min) {
                throw lifetimes(
                    Problem.POLICY_DEFAULT_UNDER_MINIMUM, PolicyField.DEFAULT_DAYS, policy);
              }
            });
  }

  private static PaylinkException lifetimes(Problem problem, PolicyField field, Policy policy) {
    return refused(
        problem,
        field,
        Map.of(
            "days", days(policy.defaultDays()),
            "min", Integer.toString(policy.minimumDays()),
            "max", days(policy.maximumDays())));
  }

  private String text(PolicyField field) {
    String text = texts.get(field);
    return (text == null ? field.usual() : text).strip();
  }

  private <T extends Enum<T>> T choice(PolicyField field, Class<T> type) {
    String name = text(field).toUpperCase(Locale.ROOT);
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> malformed(Problem.POLICY_CHOICE_UNKNOWN, field, text(field)));
  }

  private Optional<Integer> optionalDays(PolicyField field) {
    return text(field).isEmpty() ? Optional.empty() : Optional.of(days(field));
  }

  /** Left empty it is the least there can be. */
  private int minimumDays() {
    return optionalDays(PolicyField.MINIMUM_DAYS).orElse(1);
  }

  private int days(PolicyField field) {
    String text = text(field);
    int days = DAYS.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (days < 1 || days > MOST_DAYS) {
      throw malformed(Problem.POLICY_DAYS_MALFORMED, field, text);
    }
    return days;
  }

  private int attempts() {
    String text = text(PolicyField.ATTEMPT_LIMIT);
    if (text.isEmpty()) {
      return 0;
    }
    if (!ATTEMPTS.matcher(text).matches()) {
      throw malformed(Problem.POLICY_ATTEMPTS_MALFORMED, PolicyField.ATTEMPT_LIMIT, text);
    }
    return Integer.parseInt(text);
  }

  private Map<String, Money> limits() {
    Map<String, Money> limits = new HashMap<>();
    for (String part : parts(PolicyField.APPROVAL_LIMITS)) {
      Money limit = limit(part);
      if (limits.put(limit.currency(), limit) != null) {
        throw refused(
            Problem.POLICY_LIMIT_TWICE,
            PolicyField.APPROVAL_LIMITS,
            Map.of("currency", limit.currency()));
      }
    }
    return limits;
  }

  private static Money limit(String part) {
    var matcher = LIMIT.matcher(part);
    if (!matcher.matches()) {
      throw malformed(Problem.POLICY_LIMIT_MALFORMED, PolicyField.APPROVAL_LIMITS, part);
    }
    String currency = matcher.group(2);
    if (!Currencies.isKnown(currency)) {
      throw malformed(Problem.POLICY_LIMIT_CURRENCY, PolicyField.APPROVAL_LIMITS, currency);
    }
    BigDecimal amount = new BigDecimal(matcher.group(1));
    if (amount.signum() < 0) {
      throw malformed(Problem.POLICY_LIMIT_NEGATIVE, PolicyField.APPROVAL_LIMITS, part);
    }
    try {
      return Money.ofMajor(currency, amount);
    } catch (ArithmeticException e) {
      throw malformed(Problem.POLICY_LIMIT_MALFORMED, PolicyField.APPROVAL_LIMITS, part);
    }
  }

  private TaskPeople people() {
    Optional<String> fallback = Optional.empty();
    Map<String, String> byOrganization = new HashMap<>();
    for (String part : parts(PolicyField.TASK_PEOPLE)) {
      String[] sides = part.split("=", 2);
      String login = sides[sides.length - 1].strip();
      boolean taken =
          sides.length == 1
              ? fallback.isPresent()
              : byOrganization.put(sides[0].strip(), login) != null;
      if (taken || !LOGIN.matcher(login).matches() || sides[0].isBlank()) {
        throw malformed(Problem.POLICY_TASK_PEOPLE_MALFORMED, PolicyField.TASK_PEOPLE, part);
      }
      fallback = sides.length == 1 ? Optional.of(login) : fallback;
    }
    return new TaskPeople(fallback, byOrganization);
  }

  private List<String> parts(PolicyField field) {
    return Arrays.stream(text(field).split("[,\\r\\n]+", -1))
        .map(part -> part.strip().replaceAll("\\s+", " "))
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static PaylinkException malformed(Problem problem, PolicyField field, String value) {
    return refused(problem, field, Map.of("value", Texts.shortened(value, 40)));
  }

  private static String days(Optional<Integer> days) {
    return days.map(count -> Integer.toString(count)).orElse("");
  }
}
