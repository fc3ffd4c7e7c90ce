package org.paylink.ofbiz

import groovy.transform.CompileStatic
import org.apache.ofbiz.service.ModelService
import org.paylink.Paylink
import org.paylink.gateway.AccountCheck
import org.paylink.gateway.GatewayException
import org.paylink.host.GatewayAccounts
import org.paylink.gateway.GatewayAccount

/** Tries an account's key and says in words what was found. */
@CompileStatic
final class ConnectionTest {
  private final Paylink paylink
  private final OfbizUser user
  private final GatewayAccounts accounts

  ConnectionTest(Paylink paylink, OfbizUser user, GatewayAccounts accounts) {
    this.paylink = paylink
    this.user = user
    this.accounts = accounts
  }

  /** What to answer from the service; a key that doesn't work is a refusal. */
  Map<String, Object> of(String gatewayAccountId) {
    AccountCheck found
    try {
      found = paylink.checkAccount(gatewayAccountId, user.actor)
    } catch (GatewayException e) {
      throw refusal(e)
    }
    Optional<GatewayAccount> account = accounts.find(gatewayAccountId)
    if (account.isPresent() && account.get().mode() != found.mode()) {
      throw new Refusal('PaylinkConnection_mode', [mode: found.mode().name()])
    }
    Map<String, String> facts = [account: found.providerAccount(), mode: found.mode().name()]
    found.displayName().ifPresent { String name -> facts.put('name', name) }
    return [
        providerAccount: found.providerAccount(),
        mode: found.mode().name(),
        (ModelService.SUCCESS_MESSAGE): user.words.text('PaylinkConnection_ok', facts)] as Map<String, Object>
  }

  private static Refusal refusal(GatewayException failure) {
    switch (failure.kind()) {
      case GatewayException.Kind.KEY_REFUSED:
        return new Refusal('PaylinkConnection_refused')
      case GatewayException.Kind.UNREACHABLE:
        return new Refusal('PaylinkConnection_unreachable', [message: failure.message])
      default:
        return new Refusal('PaylinkConnection_failed', [message: failure.message])
    }
  }
}
