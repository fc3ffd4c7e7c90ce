package org.paylink.proof;

import java.util.List;
import java.util.Optional;
import org.paylink.issuing.IssueRequest;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;

/** A wish for a link, made step by step; what is not said is left to be prefilled. */
final class Wish {
  private static int keys;

  private final SubjectType type;
  private final String subjectId;
  private String requestKey = "wish-" + ++keys;
  private Optional<String> organization = Optional.empty();
  private Optional<String> amount = Optional.empty();
  private Optional<String> currency = Optional.empty();
  private Optional<String> validityDays = Optional.empty();
  private List<String> accounts = List.of();
  private Optional<String> purpose = Optional.empty();
  private String localeTag = "en";
  private boolean replace;
  private boolean additional;

  private Wish(SubjectType type, String subjectId) {
    this.type = type;
    this.subjectId = subjectId;
  }

  static Wish of(Subject subject) {
    return new Wish(subject.type(), subject.id());
  }

  static Wish of(SubjectType type, String subjectId) {
    return new Wish(type, subjectId);
  }

  Wish key(String value) {
    requestKey = value;
    return this;
  }

  Wish organization(String value) {
    organization = Optional.of(value);
    return this;
  }

  Wish amount(String value) {
    amount = Optional.of(value);
    return this;
  }

  Wish currency(String value) {
    currency = Optional.of(value);
    return this;
  }

  Wish validityDays(String value) {
    validityDays = Optional.of(value);
    return this;
  }

  Wish account(String... values) {
    accounts = List.of(values);
    return this;
  }

  Wish purpose(String value) {
    purpose = Optional.of(value);
    return this;
  }

  /** In which language the customer reads. */
  Wish localeTag(String value) {
    localeTag = value;
    return this;
  }

  /** A sum a customer pays on account, for something. */
  static Wish onAccount(Subject customer, String amount) {
    return of(customer).amount(amount).purpose("Deposit for the summer");
  }

  Wish replacing() {
    replace = true;
    return this;
  }

  Wish additional() {
    additional = true;
    return this;
  }

  IssueRequest request() {
    return new IssueRequest(
        requestKey,
        type,
        subjectId,
        organization,
        amount,
        currency,
        purpose,
        validityDays,
        accounts,
        replace,
        additional,
        localeTag,
        "test");
  }
}
