package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.sql.Timestamp
import java.time.Instant
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.util.EntityQuery
import org.paylink.account.WebhookSetup
import org.paylink.gateway.GatewayAccount
import org.paylink.gateway.Mode
import org.paylink.gateway.Secret
import org.paylink.host.GatewayAccounts

/** Gateway accounts from the entity PaymentGatewayAccount, whose secrets the host encrypts. */
@CompileStatic
final class OfbizAccounts implements GatewayAccounts {
  private static final String ENTITY = 'PaymentGatewayAccount'
  private static final String ID = '[A-Za-z0-9_-]{1,20}'

  private final Delegator delegator

  OfbizAccounts(Delegator delegator) {
    this.delegator = delegator
  }

  @Override
  Optional<GatewayAccount> find(String gatewayAccountId) {
    // Not every database takes every text: PostgreSQL refuses the character zero.
    if (gatewayAccountId == null || !gatewayAccountId.matches(ID)) {
      return Optional.<GatewayAccount>empty()
    }
    GenericValue found = DatabaseFault.<GenericValue>reading {
      EntityQuery.use(delegator).from(ENTITY).where('gatewayAccountId', gatewayAccountId).queryOne()
    }
    return Optional.ofNullable(found).map { GenericValue row -> account(row) }
  }

  @Override
  List<GatewayAccount> enabledFor(String organizationPartyId) {
    return DatabaseFault.<List<GenericValue>>reading {
      EntityQuery.use(delegator).from(ENTITY)
          .where('organizationPartyId', organizationPartyId, 'enabled', 'Y')
          .orderBy('gatewayAccountId').queryList()
    }.collect { GenericValue row -> account(row) }
  }

  @Override
  List<GatewayAccount> all() {
    return DatabaseFault.<List<GenericValue>>reading {
      EntityQuery.use(delegator).from(ENTITY).orderBy('gatewayAccountId').queryList()
    }.collect { GenericValue row -> account(row) }
  }

  private static GatewayAccount account(GenericValue row) {
    // The newest first. An older one is believed for a while, until the gateway has changed over.
    boolean both = WebhookSetup.isStillValid(
        Optional.ofNullable(row.getTimestamp('previousSecretUntil')).map { Timestamp end -> end.toInstant() },
        Instant.now())
    List<Secret> webhookSecrets = (both ? ['webhookSecret', 'previousWebhookSecret'] : ['webhookSecret'])
        .collect { String name -> text(row, name) }
        .findAll { String secret -> !secret.isEmpty() }
        .collect { String secret -> Secret.of(secret) }
    return new GatewayAccount(
        row.getString('gatewayAccountId'),
        text(row, 'provider'),
        text(row, 'accountName'),
        Mode.valueOf(text(row, 'mode').toUpperCase(Locale.ROOT)),
        text(row, 'organizationPartyId'),
        optional(row, 'apiBase'),
        Secret.of(text(row, 'secretKey')),
        webhookSecrets,
        optional(row, 'paymentMethodId'),
        optional(row, 'customerName'),
        optional(row, 'productStoreId'),
        'Y' == row.getString('enabled'))
  }

  private static Optional<String> optional(GenericValue row, String name) {
    String value = text(row, name)
    return value.isEmpty() ? Optional.<String>empty() : Optional.of(value)
  }

  private static String text(GenericValue row, String name) {
    String value = row.getString(name)
    return value == null ? '' : value.trim()
  }
}
