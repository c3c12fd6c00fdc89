"""From feeds to stories."""
