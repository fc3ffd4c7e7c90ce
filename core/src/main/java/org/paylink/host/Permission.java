package org.paylink.host;

/**
 * What a user of the host may do with links. The host's permission is {@code PAYLINK_} and the
 * name.
 */
public enum Permission {
  VIEW,
  CREATE,
  CANCEL,
  REFUND,
  CONFIRM,
  ADMIN
}
