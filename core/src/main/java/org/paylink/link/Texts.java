package org.paylink.link;

/** Cuts texts to what a column holds. */
public final class Texts {
  private Texts() {}

  /** The text, or its beginning with an ellipsis: at most so many characters, never half of one. */
  public static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
