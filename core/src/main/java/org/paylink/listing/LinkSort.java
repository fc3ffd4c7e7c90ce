package org.paylink.listing;

import java.util.Optional;
import java.util.stream.Stream;

/** What a list is sorted by; links that are equal in it are sorted by their ids. */
public enum LinkSort {
  CREATED("createdDate"),
  AMOUNT("amount"),
  STATUS("status"),
  DOCUMENT("documentNumber"),
  EXPIRES("expiresAt");

  private final String field;

  LinkSort(String field) {
    this.field = field;
  }

  /** The field of the link. */
  String field() {
    return field;
  }

  /** The sort a text names, in any case. */
  static Optional<LinkSort> named(String text) {
    return Stream.of(values()).filter(sort -> sort.name().equalsIgnoreCase(text)).findFirst();
  }
}
