package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.time.Duration
import org.apache.ofbiz.base.location.FlexibleLocation
import org.apache.ofbiz.base.util.UtilProperties
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.util.EntityQuery
import org.paylink.host.Settings
import org.paylink.link.AmountPolicy

/**
 * Settings from {@code config/paylink.properties}; a SystemProperty row of the resource {@code paylink} goes first, even
 * when its value is empty. The row is read without the host's cache, because another node's change must be seen.
 */
@CompileStatic
final class OfbizSettings implements Settings {
  private static final String RESOURCE = 'paylink'
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
    String value = row == null
        ? UtilProperties.getPropertyValue(FlexibleLocation.resolveLocation(FILE), name)
        : row.getString('systemPropertyValue')
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
  Optional<Duration> defaultValidity() {
    String days = text('default.validity.days')
    if (days.isEmpty()) {
      return Optional.<Duration>empty()
    }
    if (!days.matches('[1-9][0-9]{0,4}')) {
      throw wrong('default.validity.days', 'a whole number of days from 1 to 99999, or empty for ever', null)
    }
    return Optional.of(Duration.ofDays(Long.parseLong(days)))
  }

  @Override
  AmountPolicy amountPolicy() {
    String policy = text('amount.policy')
    try {
      return AmountPolicy.valueOf(policy.toUpperCase(Locale.ROOT))
    } catch (IllegalArgumentException e) {
      throw wrong('amount.policy', 'one of ' + AmountPolicy.values().join(', '), e)
    }
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
  String nodeName() {
    String name = text('node.name')
    return name.isEmpty() ? UtilProperties.getPropertyValue('general', 'unique.instanceId', 'ofbiz1') : name
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
