"""The HTTP door: pages, API, pictures of pages, assets, security headers and errors."""
