/** What tests and the consumers in bundles share: exported by the system bundle, of java types only. */
package codestare.nursery.itest.probe;
