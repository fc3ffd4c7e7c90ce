package org.paylink.page;

import java.util.Map;
import java.util.Optional;
import org.paylink.link.SubjectType;

/** Addresses a host gives to the staff's pages, and its protection against forged forms. */
public interface DeskPlaces {
  /** The address of a page of the desk, with parameters. */
  String page(String name, Map<String, String> parameters);

  /** A form that posts to a page of the desk. */
  Form post(String name);

  /** A form that asks for a page of the desk again, with other parameters (a search). */
  Form search(String name);

  /** The host's page of a document or party, or nothing when this user may not see it. */
  Optional<String> document(SubjectType type, String id);

  /** The host's page of a payment, or nothing when this user may not see it. */
  Optional<String> payment(String paymentId);

  /**
   * Where a form goes.
   *
   * @param action its address
   * @param hiddenFields fields that the host wants in it, as HTML; may be empty
   */
  record Form(String action, String hiddenFields) {}
}
