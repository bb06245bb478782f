namespace LocalHost.Hosting;

/// <summary>The host can't start. The message is for the person who started it: what is wrong, and what to do.</summary>
internal sealed class HostStartException(string message, Exception? inner = null) : Exception(message, inner);
