/** What runs inside the consumer bundles of the tests; each bundle has a copy of this package of its own. */
package codestare.nursery.itest.consumer;
