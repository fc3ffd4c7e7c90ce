package org.paylink.listing;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a link was made. The label is {@code PaylinkSource_<name>}. */
public enum LinkSource {
  SCREEN,
  SERVICE,
  SMS,
  BULK,
  INTERFACE,
  AUTOMATION;

  /** As links store it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The source a text names, in any case. */
  public static Optional<LinkSource> named(String text) {
    return Stream.of(values()).filter(source -> source.name().equalsIgnoreCase(text)).findFirst();
  }
}
