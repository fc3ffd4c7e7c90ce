package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.time.Duration
import org.apache.ofbiz.base.location.FlexibleLocation
import org.apache.ofbiz.base.util.UtilProperties
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.util.EntityQuery
import org.apache.ofbiz.entity.util.EntityUtilProperties
import org.paylink.gateway.Secret
import org.paylink.host.Settings
import org.paylink.policy.PolicyField

/**
 * Settings from {@code config/paylink.properties}; a SystemProperty row of the resource {@code paylink} goes first,
 * even when its value is empty. The row is read without the host's cache, because another node's change must be seen.
 */
@CompileStatic
final class OfbizSettings implements Settings {
  /** What the setting of how long things are kept may be; empty means for ever. */
  static final String RETENTION_DAYS = '([1-9][0-9]{0,4})?'

  private static final String RESOURCE = 'paylink'
  private static final String METRICS_VARIABLE = 'PAYLINK_METRICS_TOKEN'
  private static final String FILE = 'component://paylink/config/paylink.properties'

  private final Delegator delegator

  OfbizSettings(Delegator delegator) {
    this.delegator = delegator
  }

  /** A setting's text without surrounding blanks; empty when it is not set. */
  String text(String name) {
    GenericValue row = DatabaseFault.<GenericValue>reading {
      EntityQuery.use(delegator).from('SystemProperty')
          .where('systemResourceId', RESOURCE, 'systemPropertyId', name).queryOne()
    }
    String value = row == null ? fromFile(name) : row.getString('systemPropertyValue')
    return value == null ? '' : value.trim()
  }

  @Override
  Optional<URI> publicBaseUrl() {
    String url = text('public.base.url').replaceAll('/+$', '')
    if (url.isEmpty()) {
      return Optional.<URI>empty()
    }
    try {
      return Optional.of(new URI(url))
    } catch (URISyntaxException e) {
      throw wrong('public.base.url', 'an address such as https://shop.example.com', e)
    }
  }

  @Override
  boolean isTestHost() {
    return flag('test.host')
  }

  @Override
  Map<PolicyField, String> policyTexts() {
    Map<String, String> stored = DatabaseFault.<List<GenericValue>>reading {
      EntityQuery.use(delegator).from('SystemProperty').where('systemResourceId', RESOURCE).queryList()
    }.collectEntries { GenericValue row ->
      [(row.getString('systemPropertyId')): row.getString('systemPropertyValue') ?: '']
    } as Map<String, String>
    Map<PolicyField, String> texts = new EnumMap<PolicyField, String>(PolicyField)
    for (PolicyField field : PolicyField.values()) {
      String value = stored.containsKey(field.setting()) ? stored.get(field.setting()) : ofFile(field.setting())
      if (value != null) {
        texts.put(field, value.trim())
      }
    }
    return texts
  }

  @Override
  void storePolicy(Map<PolicyField, String> texts) {
    List<GenericValue> rows = texts.collect { PolicyField field, String text ->
      delegator.makeValue('SystemProperty', [systemResourceId: RESOURCE, systemPropertyId: field.setting(),
          systemPropertyValue: text] as Map<String, Object>)
    }
    // All or none: the parts have been judged together.
    delegator.storeAll(rows)
  }

  @Override
  Optional<Duration> retention() {
    String days = text('retention.days')
    if (days.isEmpty()) {
      return Optional.<Duration>empty()
    }
    if (!days.matches(RETENTION_DAYS)) {
      throw wrong('retention.days', 'a whole number of days from 1 to 99999, or empty for ever', null)
    }
    return Optional.of(Duration.ofDays(Long.parseLong(days)))
  }

  /** From the environment or the file alone: a row of the database would be in clear and in its backup. */
  @Override
  Optional<Secret> metricsToken() {
    String named = System.getenv(METRICS_VARIABLE)
    String token = named == null || named.trim().isEmpty() ? fromFile('metrics.token') : named
    return token.trim().isEmpty() ? Optional.<Secret>empty() : Optional.of(Secret.of(token))
  }

  private static String ofFile(String name) {
    return UtilProperties.getPropertyValue(FlexibleLocation.resolveLocation(FILE), name, null)
  }

  @Override
  boolean allowsPlainHttp() {
    return flag('allow.plain.http')
  }

  @Override
  List<String> trustedProxies() {
    Arrays.asList(text('trusted.proxies').split('[\\s,]+')).findAll { String proxy -> !proxy.isEmpty() }
  }

  @Override
  Optional<String> organizationPartyId() {
    return Optional.ofNullable(EntityUtilProperties.getPropertyValue('general', 'ORGANIZATION_PARTY', delegator))
        .map { String name -> name.trim() }.filter { String name -> !name.isEmpty() }
  }

  @Override
  boolean sendsConfirmations() {
    return flag('payment.confirmation')
  }

  @Override
  String nodeName() {
    String name = text('node.name')
    return name.isEmpty() ? UtilProperties.getPropertyValue('general', 'unique.instanceId', 'ofbiz1') : name
  }

  private static String fromFile(String name) {
    return ofFile(name) ?: ''
  }

  private boolean flag(String name) {
    String value = text(name).toUpperCase(Locale.ROOT)
    if (!(value in ['', 'Y', 'N', 'TRUE', 'FALSE'])) {
      throw wrong(name, 'Y or N', null)
    }
    return value in ['Y', 'TRUE']
  }

  private static IllegalStateException wrong(String name, String expected, Exception cause) {
    return new IllegalStateException("Paylink's setting $name must be $expected".toString(), cause)
  }
}
