package org.paylink.policy;

import java.util.Arrays;
import java.util.Optional;

/**
 * The parts of a policy, as forms and services name them and as hosts store them.
 *
 * <p>The label {@code PaylinkPolicyField_<field>} names it for people.
 */
public enum PolicyField {
  /** {@code LOWER} or {@code CLOSE}. */
  AMOUNT_POLICY("amountPolicy", "amount.policy", "LOWER"),
  /** Whole days a new link is valid unless said otherwise; empty means for ever. */
  DEFAULT_DAYS("defaultValidityDays", "default.validity.days", "30"),
  /** The fewest days a person may give a link, at least 1. */
  MINIMUM_DAYS("minimumValidityDays", "minimum.validity.days", "1"),
  /** The most days a link may have; empty means no limit. */
  MAXIMUM_DAYS("maximumValidityDays", "maximum.validity.days", ""),
  /** {@code PERMITTED} or {@code CREATOR}. */
  CANCELLER("canceller", "cancel.by", "PERMITTED"),
  /** {@code ALWAYS} or {@code NOT_WHILE_PAYING}. */
  CANCEL_TIME("cancelTime", "cancel.until", "ALWAYS"),
  /** How many attempts may fail before a person has to look; 0 means no limit. */
  ATTEMPT_LIMIT("attemptLimit", "attempt.limit", "0"),
  /** Such as {@code 500.00 USD, 450.00 EUR}; an order over it isn't approved by itself. */
  APPROVAL_LIMITS("approvalLimits", "order.approval.limits", ""),
  /** Such as {@code anna, Company=bert}: logins that get tasks. */
  TASK_PEOPLE("taskPeople", "task.people", "");

  private final String field;
  private final String setting;
  private final String usual;

  PolicyField(String field, String setting, String usual) {
    this.field = field;
    this.setting = setting;
    this.usual = usual;
  }

  /** Its name in forms and services. */
  public String field() {
    return field;
  }

  /** The name it is stored under. */
  public String setting() {
    return setting;
  }

  /** Its text where nobody has set it. */
  public String usual() {
    return usual;
  }

  /** The part a form's field stands for. */
  public static Optional<PolicyField> ofField(String field) {
    return Arrays.stream(values()).filter(each -> each.field.equals(field)).findFirst();
  }
}
