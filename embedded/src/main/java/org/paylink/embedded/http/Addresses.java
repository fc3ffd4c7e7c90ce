package org.paylink.embedded.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;

/** Addresses of the host's pages. */
final class Addresses {
  static final String HOME = "/";
  static final String DOCUMENTS = "/documents";
  static final String CUSTOMERS = "/customers";
  static final String BOOK = "/book";
  static final String SIMULATORS = "/simulators";
  static final String MAILBOX = "/mailbox";
  static final String USER = "/user";

  /** A person's tasks. */
  static final String TASKS = "/tasks";

  /** Where the pages of the desk are. */
  static final String DESK = "/paylink/";

  private Addresses() {}

  /** A document's page. */
  static String document(SubjectType type, String id) {
    return folder(type) + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  /** A document's page. */
  static String document(Subject subject) {
    return document(subject.type(), subject.id());
  }

  /** A payment's page. */
  static String payment(String paymentId) {
    return "/payments/" + URLEncoder.encode(paymentId, StandardCharsets.UTF_8);
  }

  /** Where documents of a kind are. */
  static String folder(SubjectType type) {
    return switch (type) {
      case ORDER -> "/orders/";
      case INVOICE -> "/invoices/";
      case PARTY -> "/customers/";
    };
  }

  /** The address, if it is one of a page of ours; the home page otherwise. */
  static String ours(String address) {
    return address.matches("/|/[A-Za-z0-9][A-Za-z0-9/_.~%-]{0,200}") ? address : HOME;
  }
}
