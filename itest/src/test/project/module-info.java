/** A program of somebody who has never heard of OSGi. */
module acme.pages {
    requires codestare.nursery.api;

    exports acme.pages;
}
