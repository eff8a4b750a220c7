// Whoever signs out in one tab has signed out in all of this browser, which close what they show.

new BroadcastChannel("nightjar-session").postMessage({ left: true });
