using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Conversations.Live.Tests")]
[assembly: InternalsVisibleTo("Conversations.Bench")]
