namespace Conversations.Load.Setup;

/// <summary>The run cannot begin; the message says what to change.</summary>
public sealed class CannotRunException(string message) : Exception(message);
