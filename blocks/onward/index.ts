/*
 * The page that PHP prints between the reports and WordPress:
 *
 *     <form id="gatehouse-onward" method="post" action="<base>/">…<button>…</button></form>
 *
 * Without a script its button does the same.
 */
document
	.querySelector< HTMLFormElement >( 'form#gatehouse-onward' )
	?.requestSubmit();
