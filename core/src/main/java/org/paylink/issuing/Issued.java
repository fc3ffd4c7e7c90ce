package org.paylink.issuing;

/**
 * A link that was issued.
 *
 * @param linkId its id
 * @param url the address to give to the customer; holds the token, so it is never logged
 * @param created false when the same wish had been granted before
 */
public record Issued(String linkId, String url, boolean created) {
  @Override
  public String toString() {
    return "Issued[" + linkId + ", created=" + created + "]";
  }
}
