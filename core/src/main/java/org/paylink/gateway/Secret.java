package org.paylink.gateway;

import java.nio.charset.StandardCharsets;

/** A secret that can't be printed by accident. Not a record: those print their fields. */
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** Wraps a secret; surrounding white space, which comes of pasting, is dropped. */
  public static Secret of(String value) {
    return new Secret(value.strip());
  }

  /** The secret itself, for the one call that needs it. */
  public String reveal() {
    return value;
  }

  /** The secret's UTF-8 bytes, for the one call that needs them. */
  public byte[] bytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "***";
  }
}
