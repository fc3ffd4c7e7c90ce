package org.paylink.link;

/** What happens to a sent link when less is open on its document than the link asks. */
public enum AmountPolicy {
  /** The amount asked goes down with the open balance. It never goes up. */
  LOWER,
  /** The link closes as superseded. */
  CLOSE
}
