namespace LocalHost.Hosting;

/// <summary>The host cannot start. The message tells the person who started it what is wrong and what to do.</summary>
internal sealed class HostStartException(string message, Exception? inner = null) : Exception(message, inner);
