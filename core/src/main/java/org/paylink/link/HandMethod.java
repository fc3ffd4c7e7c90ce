package org.paylink.link;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How money came that a person confirms by hand. The label is {@code PaylinkHandMethod_<name>}. */
public enum HandMethod {
  CASH,
  BANK_TRANSFER,
  CHEQUE,
  OTHER;

  /** The method a person or a service named, in any case. */
  public static Optional<HandMethod> named(String text) {
    String name = text.strip().toUpperCase(Locale.ROOT);
    return Stream.of(values()).filter(method -> method.name().equals(name)).findFirst();
  }

  /** The label that holds its word. */
  public String labelKey() {
    return "PaylinkHandMethod_" + name();
  }
}
