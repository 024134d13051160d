// Sets the chosen theme before the first paint. A plain file, because the page's policy allows no inline script.
try {
  var theme = localStorage.getItem('glassbox:theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked: the system's theme holds.
}
