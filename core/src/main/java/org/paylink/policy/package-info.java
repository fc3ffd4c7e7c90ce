/**
 * What an admin sets once for all links: how long they live, how their amount may change, who may
 * cancel them, how often a customer may try, up to which total orders are approved by themselves,
 * and who gets tasks. Knows nothing of hosts, records or pages.
 */
package org.paylink.policy;
