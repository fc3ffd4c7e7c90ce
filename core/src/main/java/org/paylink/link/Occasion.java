package org.paylink.link;

/**
 * What a link's owner is told of. The label {@code PaylinkOccasion_<name>} says it in a sentence.
 */
public enum Occasion {
  PAID,
  FAILED,
  EXPIRED
}
